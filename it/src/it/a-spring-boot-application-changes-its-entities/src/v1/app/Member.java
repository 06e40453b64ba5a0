package app;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
public class Member extends Base {
  public enum Rank {
    NEW,
    OLD
  }

  @Column(nullable = false)
  String nickName;

  @Enumerated
  @JdbcTypeCode(SqlTypes.NAMED_ENUM)
  Rank rank;

  String fax;
}
