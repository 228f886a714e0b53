package millwright.server.console;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Standard output as a person or a pipe sees it. Holds on to the real stream, because the application server may
 * replace {@code System.out} while it starts.
 */
public final class Terminal {
    private static final PrintStream ERROR = stream(FileDescriptor.err);

    /** Set by systemd for a service whose output goes to its journal (systemd.exec(5)). */
    private static final String JOURNAL = "JOURNAL_STREAM";

    private final PrintStream out;
    private final boolean interactive;
    private final boolean unicode;
    private final UnaryOperator<String> form;
    private final boolean logged;

    public Terminal(PrintStream out, boolean interactive, boolean unicode) {
        this(out, interactive, unicode, UnaryOperator.identity(), System.getenv(JOURNAL) != null);
    }

    private Terminal(
            PrintStream out, boolean interactive, boolean unicode, UnaryOperator<String> form, boolean logged) {
        this.form = form;
        this.logged = logged;
        this.out = out;
        this.interactive = interactive;
        this.unicode = unicode;
    }

    /** The standard output of this process. */
    public static Terminal standard() {
        return new Terminal(
                stream(FileDescriptor.out), isTerminal(), charset().name().startsWith("UTF-"));
    }

    /** The same, with each line in that form of a log. */
    public Terminal in(UnaryOperator<String> lineForm) {
        return new Terminal(out, interactive, unicode, lineForm, true);
    }

    /** True when what is written here goes to a log, which keeps it and is read by others. */
    public boolean logged() {
        return logged;
    }

    /** One line on the real standard error. */
    public static void error(String text) {
        ERROR.println("millwright: " + text);
    }

    /** True when a line may be redrawn, so not for a pipe, a file or a dumb terminal. */
    public boolean interactive() {
        return interactive;
    }

    /** False when only ASCII is sure to be shown. */
    public boolean unicode() {
        return unicode;
    }

    public void line(String text) {
        out.println(form.apply(text));
    }

    /** Replaces the line the cursor is on. */
    public void redraw(String text) {
        out.print("\r" + text + "\u001b[K");
        out.flush();
    }

    /** Columns of the terminal now; 80 when it does not say. */
    public int width() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), Charset.defaultCharset()).strip();
            int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1)); // rows, columns
            return columns > 0 ? columns : 80;
        } catch (IOException | NumberFormatException e) {
            return 80;
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, charset());
    }

    private static Charset charset() {
        return Charset.forName(System.getProperty(
                "stdout.encoding",
                System.getProperty("native.encoding", Charset.defaultCharset().name())));
    }

    /**
     * System.console() wants a terminal at standard input too, and from JDK 22 on is never null: Linux knows better.
     */
    private static boolean isTerminal() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        Path standardOutput = Path.of("/proc/self/fd/1");
        try {
            if (Files.isSymbolicLink(standardOutput)) {
                String device = Files.readSymbolicLink(standardOutput).toString();
                return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
            }
        } catch (IOException e) {
            return false;
        }
        return consoleIsTerminal();
    }

    @SuppressWarnings("SystemConsoleNull") // null means "no" up to JDK 21; later ones have a method to ask
    private static boolean consoleIsTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
