package app;

import java.util.List;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Serves by telling that it would. */
@SpringBootApplication
public class Application {

  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }

  @Bean
  CommandLineRunner serve(Members members, List<InfoContributor> info) {
    return arguments -> {
      Info.Builder told = new Info.Builder();
      info.forEach(each -> each.contribute(told));
      System.out.println("serving " + members.count() + " members; " + told.build().getDetails());
    };
  }
}
