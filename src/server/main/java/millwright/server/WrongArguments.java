package millwright.server;

import java.util.List;
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
        return Character.toLowerCase(said.charAt(0)) + said.substring(1);
    }

    private static List<String> names(CommandSpec command) {
        return java.util.stream.Stream.concat(
                        command.optionsMap().keySet().stream(), command.subcommands().keySet().stream())
                .sorted()
                .toList();
    }

    private static String nearest(String word, List<String> names) {
        String bare = word.replaceFirst("=.*", "");
        return names.stream()
                .filter(name -> distance(bare, name) <= Math.max(2, bare.length() / 3))
                .min(java.util.Comparator.comparingInt(name -> distance(bare, name)))
                .map(name -> ", did you mean '" + name + "'?")
                .orElse("");
    }

    /** Letters to insert, remove or replace to come from one to the other. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
