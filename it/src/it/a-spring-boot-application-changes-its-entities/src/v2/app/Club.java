package app;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;

@Entity
public class Club extends Base {
  @Column(unique = true)
  String clubName;
}
