package app;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

// Single-table inheritance, embeddables, element collections, join tables, a converter.
enum Level {
  LOW,
  HIGH
}

@Converter(autoApply = true)
class LocaleConverter implements AttributeConverter<Locale, String> {
  @Override
  public String convertToDatabaseColumn(Locale locale) {
    return locale == null ? null : locale.toLanguageTag();
  }

  @Override
  public Locale convertToEntityAttribute(String tag) {
    return tag == null ? null : Locale.forLanguageTag(tag);
  }
}

@Entity
@Inheritance(strategy = InheritanceType.SINGLE_TABLE)
@DiscriminatorColumn(name = "party_kind", length = 20)
@Table(indexes = @Index(name = "party_display_name_idx", columnList = "displayName"))
abstract class Party extends Base {
  @Column(nullable = false, length = 120)
  String displayName;

  @Embedded Base.Address home;
  Locale preferredLocale;
  @ElementCollection Set<String> phoneNumbers;
}

@Entity
class Company extends Party {
  @Column(unique = true)
  String taxNumber;

  @OneToMany(mappedBy = "employer")
  List<Person> staff;
}

@Entity
class Person extends Party {
  LocalDate birthDate;
  @ManyToOne Company employer;

  @Enumerated(EnumType.STRING)
  Level level;
}

@Entity
@Table(
    name = "app_user",
    uniqueConstraints = @UniqueConstraint(name = "app_user_login_key", columnNames = "login"))
class User extends Base {
  @Column(nullable = false)
  String login;

  @OneToOne(optional = false)
  @JoinColumn(foreignKey = @ForeignKey(name = "app_user_person_fkey"))
  Person person;

  @ManyToMany
  @JoinTable(
      name = "user_role",
      joinColumns = @JoinColumn(name = "user_id"),
      inverseJoinColumns = @JoinColumn(name = "role_id"))
  Set<Role> roles;

  @ElementCollection
  @CollectionTable(name = "user_setting")
  @MapKeyColumn(name = "setting_key")
  @Column(name = "setting_value", length = 2000)
  Map<String, String> settings;
}

@Entity
class Role extends Base {
  @Column(nullable = false, unique = true)
  String roleName;

  @ManyToMany Set<Permission> permissions;
}

@Entity
class Permission extends Base {
  String code;

  @AttributeOverride(name = "validFrom", column = @Column(name = "granted_on"))
  Base.Period period;
}

@Entity
class Session extends Base {
  @ManyToOne(optional = false)
  User user;

  java.net.InetAddress remoteAddress;
  java.time.Duration idle;
}
