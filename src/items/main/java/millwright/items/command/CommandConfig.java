package millwright.items.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import millwright.config.Key;
import millwright.config.SettingException;
import millwright.config.Settings;

/**
 * Which programs jobs may run on this node.
 *
 * @param programs absolute paths, folders with {@code /*} behind them, or {@code *} for any; none to run none
 */
record CommandConfig(List<String> programs) {

    private static final String ANY = "*";
    private static final String ALL_OF_FOLDER = "/*";

    private static final Key PROGRAMS = new Key(
            "millwright.items.commands",
            "",
            "programs that the batchlet `command` may run on this node, comma-separated: absolute paths, `/folder/*` for"
                    + " those in a folder, `*` for any; empty for none");

    static final List<Key> KEYS = List.of(PROGRAMS);

    static CommandConfig from(Settings settings) {
        List<String> programs = Stream.of(settings.text(PROGRAMS).split(",", -1))
                .map(String::strip)
                .filter(program -> !program.isEmpty())
                .toList();
        for (String program : programs) {
            if (!program.equals(ANY) && !Path.of(program.replace("*", "x")).isAbsolute()) {
                throw new SettingException(PROGRAMS.name() + " has '" + program
                        + "', expected absolute paths of programs, /folder/* or *");
            }
        }
        return new CommandConfig(programs);
    }

    /** What an operator would have to set. */
    static String key() {
        return PROGRAMS.name();
    }

    /** By what the path leads to, so that a link does not lead elsewhere. */
    boolean allows(Path program) throws IOException {
        Path real = program.toRealPath();
        for (String allowed : programs) {
            if (allowed.equals(ANY)) {
                return true;
            }
            boolean isFolder = allowed.endsWith(ALL_OF_FOLDER);
            Path path = Path.of(isFolder ? allowed.substring(0, allowed.length() - 1) : allowed);
            if (Files.exists(path) && path.toRealPath().equals(isFolder ? real.getParent() : real)) {
                return true;
            }
        }
        return false;
    }
}
