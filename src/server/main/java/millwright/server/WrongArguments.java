package millwright.server;

import java.util.List;
import millwright.server.console.NearestName;
import millwright.server.console.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One line for what was wrong on the command line, with the nearest name there is. */
final class WrongArguments implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        Terminal.error(reason(failure) + " (see: java -jar millwright.jar "
                + (command.parent() == null ? "" : command.name() + " ") + "--help)");
        return CommandLine.ExitCode.USAGE;
    }

    static String reason(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            return (word.startsWith("-") ? "unknown option '" : "unknown argument '") + word + "'"
                    + nearest(word, names(unmatched.getCommandLine().getCommandSpec()));
        }
        String said = failure.getMessage()
                .lines()
                .findFirst()
                .orElse("wrong arguments")
                .replace("option option", "option");
        return Character.toLowerCase(said.charAt(0)) + said.substring(1) + origin(failure, said);
    }

    /** Where the value was set, if it does not come from the command line. */
    private static String origin(ParameterException failure, String said) {
        return failure.getCommandLine().getDefaultValueProvider() instanceof OptionDefaults defaults
                ? defaults.origin(said).map(where -> ", set in " + where).orElse("")
                : "";
    }

    private static List<String> names(CommandSpec command) {
        return java.util.stream.Stream.concat(
                        command.optionsMap().keySet().stream(), command.subcommands().keySet().stream())
                .sorted()
                .toList();
    }

    private static String nearest(String word, List<String> names) {
        return NearestName.of(word.replaceFirst("=.*", ""), names)
                .map(name -> ", did you mean '" + name + "'?")
                .orElse("");
    }
}
