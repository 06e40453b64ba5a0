package app;

import java.util.Set;
import javax.persistence.ElementCollection;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.GeneratedValue;
import javax.persistence.Id;
import javax.persistence.ManyToOne;
import javax.persistence.Version;

@Entity
public class Member {
  enum Rank {
    NEW,
    OLD
  }

  @Id @GeneratedValue Long id;
  @Version int version;

  @RenamedFrom("nick")
  String nickname;

  @Enumerated(EnumType.STRING)
  Rank rank;

  @ElementCollection Set<String> phones;

  @ManyToOne Guild guild;
}
