package millwright.server.settings;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import millwright.server.console.NearestName;

/** All that is set outside the command line, checked. */
public final class OperatorSettings {
    private static final String DATABASE_URL = "DATABASE_URL";

    private final Map<String, Setting> settings = new HashMap<>();

    /** @param origin where it was set, for a person */
    public record Setting(String value, String origin) {}

    private OperatorSettings() {}

    /** @throws WrongSetting for a key nobody knows, one that is set twice, or a file that cannot be read */
    public static OperatorSettings read(Optional<Path> file, Map<String, String> environment, Properties system) {
        OperatorSettings all = new OperatorSettings();
        KnownSettings known = KnownSettings.builtIn();
        file.map(SettingsFile::read).ifPresent(read -> all.take(read, known));
        all.overrule(environment, system, known);
        return all;
    }

    /** What is set for an option of the launcher's, given without dashes. */
    public Optional<Setting> ofLauncher(String option) {
        return Optional.ofNullable(settings.get(KnownSettings.LAUNCHER + option));
    }

    /** Puts the engine's keys from the file where MicroProfile Config finds them. */
    public void handOn(Properties system) {
        settings.forEach((key, setting) -> {
            if (!key.startsWith(KnownSettings.LAUNCHER)) {
                system.setProperty(key, setting.value());
            }
        });
    }

    private void take(SettingsFile file, KnownSettings known) {
        for (SettingsFile.Entry entry : file.entries()) {
            String where = file.path() + ", line " + entry.line();
            if (entry.key().equals(DATABASE_URL)) {
                throw new WrongSetting(
                        where + ": DATABASE_URL holds a password and belongs in the environment, not in this file");
            }
            if (!known.keys().contains(entry.key())) {
                throw unknown(where + ": unknown setting '", entry.key(), known.keys());
            }
            if (settings.containsKey(entry.key())) {
                throw new WrongSetting(where + ": " + entry.key() + " is set before, in "
                        + settings.get(entry.key()).origin());
            }
            settings.put(entry.key(), new Setting(entry.value(), where));
        }
        settings.values().removeIf(setting -> setting.value().isEmpty());
    }

    /**
     * The environment and system properties come before the file: the launcher's keys are taken from there, the
     * engine's are left for MicroProfile Config to find.
     */
    private void overrule(Map<String, String> environment, Properties system, KnownSettings known) {
        Map<String, String> variables = new HashMap<>();
        known.keys().forEach(key -> variables.put(KnownSettings.environmentVariable(key), key));
        environment.forEach((name, value) -> {
            String key = variables.get(KnownSettings.environmentVariable(name));
            if (isPort(name, value)) {
                throw new WrongSetting(
                        "unknown environment variable '" + name + "', did you mean 'MILLWRIGHT_SERVER_PORT'?");
            }
            if (key == null && name.startsWith(KnownSettings.environmentVariable(KnownSettings.LAUNCHER))) {
                throw unknown("unknown environment variable '", name, variables.keySet());
            }
            overrule(key, value, "the environment variable " + name);
        });
        for (String name : system.stringPropertyNames()) {
            if (name.startsWith(KnownSettings.LAUNCHER) && !known.keys().contains(name)) {
                throw unknown("unknown system property '", name, known.keys());
            }
            overrule(known.keys().contains(name) ? name : null, system.getProperty(name), "a system property");
        }
    }

    /** Somebody's own; Kubernetes sets it to a URL beside a service called millwright, which the engine passes over. */
    private static boolean isPort(String variable, String value) {
        return variable.equals("MILLWRIGHT_PORT") && !value.contains("://");
    }

    private void overrule(String key, String value, String origin) {
        if (key == null || value.isBlank()) {
            return;
        }
        if (key.startsWith(KnownSettings.LAUNCHER)) {
            settings.put(key, new Setting(value, origin));
        } else {
            settings.remove(key);
        }
    }

    private static WrongSetting unknown(String beginning, String name, Collection<String> known) {
        return new WrongSetting(beginning + name + "'"
                + NearestName.of(name, known)
                        .map(nearest -> ", did you mean '" + nearest + "'?")
                        .orElse(", config/server.properties lists all there are"));
    }
}
