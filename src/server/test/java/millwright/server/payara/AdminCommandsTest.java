package millwright.server.payara;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdminCommandsTest {
    @Test
    void readsACommandALineWithoutCommentsAndWithoutFillingIn() {
        List<String[]> commands = AdminCommands.parse("# why\n\n  create-it --property=password=${secret}  pool \n");
        assertEquals(1, commands.size());
        assertArrayEquals(new String[] {"create-it", "--property=password=${secret}", "pool"}, commands.get(0));
    }

    @Test
    void tellsTheInnermostReasonAlone() {
        assertEquals(
                "told to fail",
                AdminCommands.said("PlainTextActionReporterFAILUREDescription: deploy AdminCommandError occurred during"
                        + " deployment: Exception while loading the app : java.lang.IllegalStateException:"
                        + " ContainerBase.addChild: start: org.apache.catalina.LifecycleException:"
                        + " java.lang.IllegalStateException: told to fail. Please see server.log for more details."
                        + "\n    [name=millwright"));
    }
}
