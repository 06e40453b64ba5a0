package dev.dbpush.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ForwardingListenerTest {
  static List<Method> events() {
    return Arrays.stream(MigrationListener.class.getDeclaredMethods())
        .filter(Method::isDefault)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventThereIsReachesEveryListenerInOrder(Method event) throws Exception {
    List<String> heard = new ArrayList<>();
    ForwardingListener forwarding =
        new ForwardingListener(List.of(hearing("first", heard), hearing("second", heard)));

    event.invoke(
        forwarding,
        Arrays.stream(event.getParameterTypes()).map(ForwardingListenerTest::any).toArray());

    assertThat(heard).containsExactly("first " + event.getName(), "second " + event.getName());
  }

  private static MigrationListener hearing(String name, List<String> heard) {
    return (MigrationListener)
        Proxy.newProxyInstance(
            MigrationListener.class.getClassLoader(),
            new Class<?>[] {MigrationListener.class},
            (self, method, arguments) -> {
              heard.add(name + " " + method.getName());
              return null;
            });
  }

  /** A value where the virtual machine needs one; what it is does not matter here. */
  private static Object any(Class<?> type) {
    if (type.isPrimitive()) {
      return Array.get(Array.newInstance(type, 1), 0);
    }
    return type == Duration.class ? Duration.ZERO : null;
  }
}
