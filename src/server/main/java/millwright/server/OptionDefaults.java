package millwright.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.server.settings.OperatorSettings;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Defaults of the options from the operator's settings: {@code --port} is {@code millwright.server.port}. */
final class OptionDefaults implements IDefaultValueProvider {
    private static final Pattern OPTION = Pattern.compile("option '--([a-z-]+)'");

    private final OperatorSettings settings;

    OptionDefaults(OperatorSettings settings) {
        this.settings = settings;
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? settings.ofLauncher(option.longestName().replaceFirst("^-+", ""))
                        .map(OperatorSettings.Setting::value)
                        .orElse(null)
                : null;
    }

    /** Where the value was set that this refusal is about, if it was set there and not on the command line. */
    Optional<String> origin(String refusal) {
        Matcher option = OPTION.matcher(refusal);
        return option.find()
                ? settings.ofLauncher(option.group(1))
                        .filter(setting -> refusal.contains(setting.value()))
                        .map(OperatorSettings.Setting::origin)
                : Optional.empty();
    }
}
