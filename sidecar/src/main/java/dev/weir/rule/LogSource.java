package dev.weir.rule;

import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Logs, as rules name them (Sigma rules specification 2.1.0, "LogSource"). What is null is not
 * said.
 *
 * @param category a group of products, {@code webserver}
 * @param product a product, {@code aws}
 * @param service a part of its logs, {@code cloudtrail}
 */
public record LogSource(
    @Nullable String category, @Nullable String product, @Nullable String service) {

  /**
   * Whether logs of this source are among those that a rule names: it says nothing else of them.
   */
  public boolean isAmong(LogSource named) {
    return agrees(named.category, category)
        && agrees(named.product, product)
        && agrees(named.service, service);
  }

  /** Whether nothing is said. */
  public boolean isEmpty() {
    return category == null && product == null && service == null;
  }

  private static boolean agrees(@Nullable String named, @Nullable String its) {
    return named == null || Objects.equals(named, its);
  }

  /** {@code product: aws, service: cloudtrail}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ");
    add(text, "category", category);
    add(text, "product", product);
    add(text, "service", service);
    return text.toString();
  }

  private static void add(StringJoiner text, String name, @Nullable String value) {
    if (value != null) {
      text.add(name + ": " + value);
    }
  }
}
