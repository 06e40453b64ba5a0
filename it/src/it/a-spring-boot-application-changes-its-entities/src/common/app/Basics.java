package app;

import jakarta.persistence.Entity;

// Plain entities.
@Entity
class Calendar extends Base {
  String title;
  java.time.ZoneId zone;
}

@Entity
class Appointment extends Base {
  @jakarta.persistence.ManyToOne Calendar calendar;
  java.time.LocalTime startsAt;
  java.time.LocalTime endsAt;
}

@Entity
class Country extends Base {
  @jakarta.persistence.Column(length = 2, unique = true) String isoCode;
  boolean active;
}

@Entity
class Currency extends Base {
  @jakarta.persistence.Column(length = 3) String isoCode;
  short digits;
}

@Entity
class ExchangeRate extends Base {
  @jakarta.persistence.ManyToOne Currency base;
  @jakarta.persistence.ManyToOne Currency quote;
  double rate;
}

@Entity
class Language extends Base {
  String languageName;
  char letter;
}

@Entity
class Translation extends Base {
  @jakarta.persistence.ManyToOne(optional = false) Language language;
  @jakarta.persistence.Column(length = 4000) String content;
}

@Entity
class AuditEntry extends Base {
  @jakarta.persistence.ManyToOne User actor;
  @org.hibernate.annotations.JdbcTypeCode(org.hibernate.type.SqlTypes.JSON) java.util.List<String> changes;
}

@Entity
class Attachment extends Base {
  byte[] checksum;
  @jakarta.persistence.Basic(fetch = jakarta.persistence.FetchType.LAZY) @jakarta.persistence.Lob byte[] content;
  float weight;
}
