package millwright.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** Foreign text that any text or jsonb column takes. */
class StorableTextTest {

    @Test
    void ordinaryTextStaysAsItIs() {
        assertEquals("Zürich 😀\n", StorableText.of("Zürich 😀\n", 100));
        assertEquals("", StorableText.of("", 100));
        assertNull(StorableText.of(null, 100));
    }

    @Test
    void nulAndLoneSurrogatesAreReplaced() {
        assertEquals("a\uFFFDb", StorableText.of("a\0b", 100));
        assertEquals("\uFFFDa\uFFFD", StorableText.of("\uDE00a\uD83D", 100));
    }

    @Test
    void longTextIsCutWithAnEllipsisAndNeverInsideACharacter() {
        assertEquals("abcde", StorableText.of("abcde", 5));
        assertEquals("abcd…", StorableText.of("abcdef", 5));
        assertEquals("😀😀", StorableText.of("😀😀", 2));
        assertEquals("😀…", StorableText.of("😀😀😀", 2));
    }
}
