package app;

import jakarta.persistence.Entity;

/** Plain entities. */
public final class Basics {
  private Basics() {}

  @Entity
  public static class Calendar extends Base {
    String title;
    java.time.ZoneId zone;
  }

  @Entity
  public static class Appointment extends Base {
    @jakarta.persistence.ManyToOne Calendar calendar;
    java.time.LocalTime startsAt;
    java.time.LocalTime endsAt;
  }

  @Entity
  public static class Country extends Base {
    @jakarta.persistence.Column(length = 2, unique = true) String isoCode;
    boolean active;
  }

  @Entity
  public static class Currency extends Base {
    @jakarta.persistence.Column(length = 3) String isoCode;
    short digits;
  }

  @Entity
  public static class ExchangeRate extends Base {
    @jakarta.persistence.ManyToOne Currency base;
    @jakarta.persistence.ManyToOne Currency quote;
    double rate;
  }

  @Entity
  public static class Language extends Base {
    String languageName;
    char letter;
  }

  @Entity
  public static class Translation extends Base {
    @jakarta.persistence.ManyToOne(optional = false) Language language;
    @jakarta.persistence.Column(length = 4000) String content;
  }

  @Entity
  public static class AuditEntry extends Base {
    @jakarta.persistence.ManyToOne People.User actor;
    @org.hibernate.annotations.JdbcTypeCode(org.hibernate.type.SqlTypes.JSON) java.util.List<String> changes;
  }

  @Entity
  public static class Attachment extends Base {
    byte[] checksum;
    @jakarta.persistence.Basic(fetch = jakarta.persistence.FetchType.LAZY) @jakarta.persistence.Lob byte[] content;
    float weight;
  }
}
