package millwright.schedule;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.config.NearestName;

/** Time zones by their IANA names. An offset such as +02:00 is none of them: it knows no summer time. */
final class TimeZones {

    private TimeZones() {}

    static Optional<ZoneId> find(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) ? Optional.of(ZoneId.of(name)) : Optional.empty();
    }

    /** What is wrong with a name that was not found. */
    static String fault(String name) {
        return "is '" + name + "', expected the IANA name of a time zone such as Europe/Berlin or UTC (nearest: '"
                + nearest(name) + "')";
    }

    // Many name the city alone, or write it with other capitals and blanks.
    private static String nearest(String name) {
        Map<String, String> known = new TreeMap<>();
        for (String zone : ZoneId.getAvailableZoneIds()) {
            known.merge(likened(zone), zone, TimeZones::first);
            known.merge(likened(zone.substring(zone.lastIndexOf('/') + 1)), zone, TimeZones::first);
        }
        return known.get(NearestName.of(likened(name), known.keySet()));
    }

    private static String first(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static String likened(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace(' ', '_');
    }
}
