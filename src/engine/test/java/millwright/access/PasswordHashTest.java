package millwright.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

/** A8: passwords are kept as argon2id hashes. */
class PasswordHashTest {

    @Test
    void aPasswordMatchesItsOwnHashOnly() {
        String hash = PasswordHash.of("correct horse battery");
        assertTrue(PasswordHash.matches("correct horse battery", hash));
        assertFalse(PasswordHash.matches("correct horse batterx", hash));
        assertFalse(PasswordHash.matches("", hash));
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertNotEquals(PasswordHash.of("correct horse battery"), PasswordHash.of("correct horse battery"));
    }

    @Test
    void theFormNamesWhatItWasMadeWith() {
        assertTrue(PasswordHash.of("x").startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    @Test
    void hashesMadeWithOtherNumbersAreRead() {
        // made by the reference implementation: echo -n password | argon2 somesalt -id -t 2 -k 256 -p 1 -l 32
        assertTrue(PasswordHash.matches(
                "password", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"));
    }

    @Test
    void aLetterThatCanBeWrittenInTwoWaysIsOne() {
        assertTrue(PasswordHash.matches("caf\u00e9", PasswordHash.of("cafe\u0301")));
    }

    @Test
    void whatIsNoSuchHashIsRefused() {
        assertThrows(IllegalStateException.class, () -> PasswordHash.matches("x", "$2a$10$abc"));
    }

    @Test
    void theLibraryComputesTheVectorOfTheStandard() {
        // RFC 9106, 5.3
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(repeated(2, 16))
                .withSecret(repeated(3, 8))
                .withAdditional(repeated(4, 12))
                .build());
        byte[] tag = new byte[32];
        generator.generateBytes(repeated(1, 32), tag);
        assertEquals(
                "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
                HexFormat.of().formatHex(tag));
    }

    private static byte[] repeated(int value, int length) {
        return String.valueOf((char) value).repeat(length).getBytes(StandardCharsets.US_ASCII);
    }
}
