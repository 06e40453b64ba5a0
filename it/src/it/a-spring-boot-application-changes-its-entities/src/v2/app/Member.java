package app;

import dev.dbpush.annotations.RenamedFrom;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
public class Member extends Base {
  public enum Rank {
    MID,
    NEW,
    OLD
  }

  @RenamedFrom("nickName")
  @Column(nullable = false)
  String displayName;

  @Enumerated
  @JdbcTypeCode(SqlTypes.NAMED_ENUM)
  Rank rank;

  @ManyToOne Club club;
}
