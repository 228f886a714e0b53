package millwright.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import millwright.server.console.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class ArgumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "serv|unknown argument 'serv', did you mean 'serve'?",
                "serve --prot 1|unknown option '--prot', did you mean '--port'?",
                "serve --prot=1|unknown option '--prot=1', did you mean '--port'?",
                "demo --parametr a=1|unknown option '--parametr', did you mean '--parameter'?",
                "serve --frobnicate|unknown option '--frobnicate'",
                "serve extra|unknown argument 'extra'",
                "serve --port x|invalid value for option '--port': 'x' is not an int",
                "serve --port 99999|invalid value for option '--port': 99999 is not between 1 and 65535",
                "demo -P x|value for option '--parameter' (<name=value>) should be in KEY=VALUE format but was x",
            })
    void areRefusedInOneLineWithTheNearestName(String arguments, String expected) {
        ParameterException refusal = assertThrows(
                ParameterException.class, () -> Millwright.commandLine().parseArgs(words(arguments)));
        assertEquals(expected, WrongArguments.reason(refusal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve --nosuch", "nosuch", "demo -P x"})
    void areAnsweredWithExitCodeTwo(String arguments) {
        assertEquals(2, Millwright.commandLine().execute(words(arguments)));
    }

    @Test
    void haveHelpForEachCommand() {
        CommandLine root = Millwright.commandLine();
        assertTrue(root.getUsageMessage().contains("DATABASE_URL"));
        assertTrue(root.getSubcommands().get("serve").getUsageMessage().contains("--data"));
        assertTrue(root.getSubcommands().get("demo").getUsageMessage().contains("--parameter"));
    }

    @Test
    void nameAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ListenAddress address = new ListenAddress("127.0.0.1", taken.getLocalPort(), "http");
            String line = assertThrows(StartFailure.class, address::checkFree).getMessage();
            assertTrue(line.contains("port " + taken.getLocalPort()) && line.contains("--port"), line);
        }
    }

    @Test
    void giveTheAddressToUseFromThisMachine() {
        assertEquals("http://127.0.0.1:8080", new ListenAddress("0.0.0.0", 8080, "http").url());
        assertEquals("https://127.0.0.1:8443", new ListenAddress("127.0.0.1", 8443, "https").url());
        assertEquals("http://[::1]:80", new ListenAddress("::1", 80, "http").url());
    }

    @Test
    void areTheVersionOfTheBuild() {
        assertEquals(18, BuildInfo.postgresMajor());
        assertTrue(BuildInfo.version().matches("[0-9]+\\.[0-9]+\\.[0-9]+.*"));
    }

    private static String[] words(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ", -1);
    }
}
