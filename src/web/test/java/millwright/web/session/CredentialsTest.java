package millwright.web.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import millwright.job.InvalidRequestException;
import org.junit.jupiter.api.Test;

/** One signs in with a token, or with a name and a password. */
class CredentialsTest {

    @Test
    void eitherIsRead() {
        assertEquals(new Credentials(Optional.of("mw_x"), "", ""), Credentials.read("{\"token\": \" mw_x\\n\"}"));
        assertEquals(
                new Credentials(Optional.empty(), "ada", " its spaces count "),
                Credentials.read("{\"user\": \"ada\", \"password\": \" its spaces count \"}"));
    }

    @Test
    void neitherAndBothAreRefused() {
        for (String body : List.of(
                "{}",
                "{\"user\": \"ada\"}",
                "{\"password\": \"x\"}",
                "{\"token\": \"mw_x\", \"user\": \"ada\"}",
                "{\"token\": \"mw_x\", \"password\": \"x\"}",
                "{\"token\": 1}")) {
            assertThrows(InvalidRequestException.class, () -> Credentials.read(body), body);
        }
    }

    @Test
    void noSecretIsPrinted() {
        assertFalse(Credentials.read("{\"token\": \"mw_x\"}").toString().contains("mw_x"));
        assertFalse(Credentials.read("{\"user\": \"ada\", \"password\": \"hush\"}")
                .toString()
                .contains("hush"));
    }
}
