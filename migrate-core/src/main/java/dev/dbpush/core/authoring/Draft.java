package dev.dbpush.core.authoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a new migration file says.
 *
 * @param name what it does, in any words; the slug is made of it
 * @param up the up section's SQL; empty for none yet
 * @param down the down section's SQL; null where there is no way back
 * @param irreversible why there is no way back, where {@code down} is null
 * @param remarks comment lines for the header
 */
public record Draft(
    String name, String up, @Nullable String down, String irreversible, List<String> remarks) {

  /** Copies the list. */
  public Draft {
    remarks = List.copyOf(remarks);
  }

  /** Two empty sections. */
  public static Draft empty(String name) {
    return new Draft(name, "", "", "", List.of());
  }
}
