package app;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.type.SqlTypes;

// Joined and table-per-class inheritance, composite keys, native enums, json, arrays, uuid, lob.
enum Status {
  OPEN,
  PAID,
  SHIPPED
}

@Entity
@Inheritance(strategy = InheritanceType.JOINED)
abstract class Document extends Base {
  @Column(nullable = false)
  String documentNumber;

  @Lob byte[] scan;

  @Column(columnDefinition = "text")
  String fullText;
}

@Entity
class Invoice extends Document {
  @Embedded Base.Money total;

  @Enumerated
  @JdbcTypeCode(SqlTypes.NAMED_ENUM)
  Status status;
}

@Entity
class CreditNote extends Invoice {
  @ManyToOne Invoice corrects;
}

@Entity
class DeliveryNote extends Document {
  OffsetDateTime deliveredAt;
}

@Entity
@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
abstract class Payment {
  @Id UUID id;
  BigDecimal amount;
  LocalDateTime bookedAt;
}

@Entity
class CardPayment extends Payment {
  @Column(length = 4)
  String lastDigits;
}

@Entity
class TransferPayment extends Payment {
  String iban;
}

@Entity
@Table(name = "sales_order")
class Order {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "orders")
  @SequenceGenerator(name = "orders", sequenceName = "order_number", initialValue = 1000)
  Long id;

  @ManyToOne(optional = false)
  Party customer;

  @OneToMany(mappedBy = "id.order")
  List<OrderLine> lines;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Object> extra;

  @ColumnDefault("'OPEN'")
  @JdbcTypeCode(SqlTypes.NAMED_ENUM)
  @Enumerated
  Status status;

  String[] tags;
}

@Embeddable
class LineKey implements Serializable {
  @ManyToOne Order order;
  int lineNumber;

  @Override
  public boolean equals(Object other) {
    return other instanceof LineKey key && key.lineNumber == lineNumber;
  }

  @Override
  public int hashCode() {
    return lineNumber;
  }
}

@Entity
class OrderLine {
  @EmbeddedId LineKey id;
  @ManyToOne Article article;

  @Column(nullable = false)
  @ColumnDefault("1")
  int quantity;
}

@Entity
class Article extends Base {
  String title;
  @Embedded Base.Money price;

  @ElementCollection
  @OrderColumn(name = "picture_order")
  List<String> pictures;

  @ManyToOne Category category;
}

@Entity
class Category {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Integer id;

  String categoryName;

  @ManyToOne
  @OnDelete(action = OnDeleteAction.CASCADE)
  Category parent;
}

class StockKey implements Serializable {
  Long article;
  Long warehouse;

  @Override
  public boolean equals(Object other) {
    return other instanceof StockKey;
  }

  @Override
  public int hashCode() {
    return 1;
  }
}

@Entity
@IdClass(StockKey.class)
class Stock {
  @Id @ManyToOne Article article;
  @Id @ManyToOne Warehouse warehouse;
  long onHand;
}

@Entity
class Warehouse extends Base {
  @Embedded Base.Address address;
}

@Entity
class ArticleDetail {
  @Id Long id;
  @OneToOne @MapsId Article article;

  @Lob String description;
}
