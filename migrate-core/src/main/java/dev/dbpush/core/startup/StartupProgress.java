package dev.dbpush.core.startup;

/**
 * How far a start-up is; for readiness probes.
 *
 * @param phase what it does
 * @param detail in words: who is waited for, which revision runs; may be empty
 * @param step the number of the revision that runs, from 1; 0 while none does
 * @param steps how many will run; 0 while that is not known
 */
public record StartupProgress(Phase phase, String detail, int step, int steps) {

  /** Before anything was done. */
  static final StartupProgress NEW = new StartupProgress(Phase.NEW, "", 0, 0);

  /** What a start-up does. */
  public enum Phase {
    /** It has not begun. */
    NEW("not begun"),
    /** It looks for migrations and connects, and reads the history. */
    CONNECTING("connecting"),
    /** Another instance is migrating the same database. */
    WAITING("waiting for another instance"),
    /** This instance runs migrations. */
    RUNNING("running"),
    /** The database is ready. */
    DONE("done"),
    /** It failed: the application must not serve. */
    FAILED("failed");

    private final String words;

    Phase(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Whether the application may serve. */
  public boolean isReady() {
    return phase == Phase.DONE;
  }

  @Override
  public String toString() {
    String place = step > 0 ? " " + step + "/" + steps : "";
    return phase + place + (detail.isEmpty() ? "" : ": " + detail);
  }
}
