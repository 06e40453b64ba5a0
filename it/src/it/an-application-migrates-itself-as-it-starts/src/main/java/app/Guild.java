package app;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Guild {
  @Id Long id;

  @Column(nullable = false)
  String name;
}
