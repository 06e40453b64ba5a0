package app;

import jakarta.persistence.EntityManagerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Application {
  public static void main(String[] arguments) {
    try (var context = SpringApplication.run(Application.class, arguments)) {
      var entities = context.getBean(EntityManagerFactory.class).getMetamodel().getEntities();
      System.out.println("validated " + entities.size() + " entities");
    }
  }
}
