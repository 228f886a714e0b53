package millwright.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds keys that look like ours and are not: almost always a misspelling that would otherwise go unnoticed (C1). */
public final class KnownKeys {

    private static final String PREFIX = "millwright.";
    private static final String ENVIRONMENT_PREFIX = "MILLWRIGHT_";

    // Kubernetes puts these into every container beside a service that is called millwright
    private static final Pattern SERVICE_LINK =
            Pattern.compile("MILLWRIGHT_(SERVICE_HOST|(SERVICE_)?PORT(_[A-Z0-9_]+)?)");

    // the launcher's own options, which it checks itself; without it nobody reads them
    private static final String LAUNCHER_PREFIX = "millwright.server.";
    private static final String LAUNCHER_ENVIRONMENT_PREFIX = "MILLWRIGHT_SERVER_";

    /** In a key's name: whatever stands in its place, such as the name of a queue. */
    private static final Pattern PLACEHOLDER = Pattern.compile("<[a-z_]+>");

    private final Map<String, Key> byName = new TreeMap<>();
    private final List<Pattern> patterns = new ArrayList<>();

    public KnownKeys(Collection<Key> keys) {
        for (Key key : keys) {
            byName.put(key.name(), key);
            if (PLACEHOLDER.matcher(key.name()).find()) {
                patterns.add(pattern(key.name()));
                patterns.add(pattern(key.name().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")));
            }
        }
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(
                Stream.of(name.split("<[^>]+>", -1)).map(Pattern::quote).collect(Collectors.joining(".+")));
    }

    /** @throws SettingException naming every unknown key in {@code names}, each with the nearest known one */
    public void check(Iterable<String> names) {
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            if (isNotForUs(name)) {
                continue;
            }
            if (name.startsWith(PREFIX) && !byName.containsKey(name)) {
                unknown.add("'" + name + "' (nearest: '" + NearestName.of(name, byName.keySet()) + "')");
            } else if (name.startsWith(ENVIRONMENT_PREFIX) && !isEnvironmentVariable(name)) {
                unknown.add("'" + name + "' (nearest: '" + nearestVariable(name) + "')");
            }
        }
        if (!unknown.isEmpty()) {
            throw new SettingException(
                    unknown.stream().sorted().collect(Collectors.joining(", ", "unknown configuration key ", "")));
        }
    }

    private boolean isNotForUs(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches())
                || name.startsWith(LAUNCHER_PREFIX)
                || name.startsWith(LAUNCHER_ENVIRONMENT_PREFIX)
                || SERVICE_LINK.matcher(name).matches();
    }

    private boolean isEnvironmentVariable(String name) {
        return byName.values().stream()
                .anyMatch(key -> key.environmentVariable().equals(name.toUpperCase(Locale.ROOT)));
    }

    private String nearestVariable(String name) {
        return NearestName.of(
                name, byName.values().stream().map(Key::environmentVariable).toList());
    }
}
