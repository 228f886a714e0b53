package millwright.audit;

import java.time.Duration;
import java.util.List;
import millwright.config.Key;
import millwright.config.SettingException;
import millwright.config.Settings;

/**
 * How long entries are kept.
 *
 * @param keep at least 90 days
 */
public record AuditConfig(Duration keep) {

    /** The database keeps them for so long, whatever is set. */
    private static final Duration LEAST = Duration.ofDays(90);

    private static final Key KEEP = new Key(
            "millwright.audit.keep",
            "P730D",
            "How long the audit keeps an entry, at least P90D; no entry is changed, or deleted earlier");

    public static final List<Key> KEYS = List.of(KEEP);

    public static AuditConfig from(Settings settings) {
        Duration keep = settings.duration(KEEP);
        if (keep.compareTo(LEAST) < 0) {
            throw new SettingException(KEEP.name() + " is '" + settings.text(KEEP) + "', expected at least P90D");
        }
        return new AuditConfig(keep);
    }
}
