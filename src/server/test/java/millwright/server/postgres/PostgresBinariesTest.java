package millwright.server.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import millwright.server.console.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {
    @ParameterizedTest
    @CsvSource({
        "Linux,amd64,postgres-linux-x86_64.txz",
        "Linux,aarch64,postgres-linux-arm_64.txz",
        "Mac OS X,x86_64,postgres-darwin-arm_64.txz",
        "Mac OS X,aarch64,postgres-darwin-arm_64.txz",
        "Windows 11,amd64,postgres-windows-x86_64.txz",
    })
    void carriesAnArchiveForTheMachine(String os, String architecture, String archive) {
        assertEquals(archive, PostgresBinaries.archiveFor(os, architecture));
        assertNotNull(PostgresBinaries.class.getResource("/" + archive));
    }

    @Test
    void namesTheWayOutOnAMachineWithoutOne() {
        String line = assertThrows(StartFailure.class, () -> PostgresBinaries.archiveFor("Linux", "riscv64"))
                .getMessage();
        assertTrue(line.contains("riscv64") && line.contains("DATABASE_URL"), line);
    }
}
