package app;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import org.hibernate.annotations.CreationTimestamp;

@MappedSuperclass
public abstract class Base {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE)
  Long id;

  @Version int version;

  @CreationTimestamp
  @Column(nullable = false, updatable = false)
  Instant createdAt;

  @Embeddable
  public static class Money {
    @Column(precision = 12, scale = 2, nullable = false)
    BigDecimal amount;

    @Column(length = 3, nullable = false)
    String currencyCode;
  }

  @Embeddable
  public static class Address {
    String streetName;
    String postalCode;

    @Column(length = 2)
    String countryCode;
  }

  @Embeddable
  public record Period(java.time.LocalDate validFrom, java.time.LocalDate validTo) {}
}
