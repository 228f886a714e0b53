package millwright.samples.capital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.batch.InvalidItemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossFileReaderTest {

    private static final String HEADER = "Airport Name,Aircraft Make Model,Effect Amount of damage,Flight Date,"
            + "Aircraft Airline Operator,Wildlife Species,Cost Total $";

    @TempDir
    Path folder;

    @Test
    void readsTenThousandReportsAndTheirLossesByYear() throws IOException {
        ImportedFile file = ImportedFile.of("wildlife-strikes.csv");

        Map<Integer, BigDecimal> byYear = new TreeMap<>();
        for (LossEvent loss : file.losses()) {
            byYear.merge(loss.date().getYear(), loss.amount(), BigDecimal::add);
        }
        assertEquals(10_000, file.read());
        assertEquals(9_791, file.filtered());
        assertEquals(209, file.losses().size());
        assertEquals(List.of(), file.skipped());
        assertEquals(
                "{1990=1102139, 1991=748723, 1992=1623952, 1993=591614, 1994=2335371, 1995=6566866, 1996=847060, "
                        + "1997=1050957, 1998=7991378, 1999=3462034, 2000=7259985, 2001=5768566, 2002=1196631}",
                byYear.toString());
    }

    /** Lines as in an editor: the first report is on line 2, the last on line 10,001. */
    @Test
    void givesEveryReportItsLine() throws Exception {
        LossFileReader reader = opened("wildlife-strikes.csv", null);
        for (long line = 2; line <= 10_001; line++) {
            assertEquals(line, reader.readItem().line());
        }
        assertEquals(null, reader.readItem());
        reader.close();
    }

    /** A chunk may end behind any record, one that was refused as well. */
    @ParameterizedTest
    @ValueSource(strings = {"hostile-strikes.csv", "wildlife-strikes.csv"})
    void goesOnBehindEveryCheckpoint(String file) throws Exception { // O1
        List<String> all = new ArrayList<>();
        List<Serializable> checkpoints = new ArrayList<>();
        LossFileReader first = opened(file, null);
        checkpoints.add(first.checkpointInfo());
        for (String item = step(first); item != null; item = step(first)) {
            all.add(item);
            checkpoints.add(first.checkpointInfo());
        }
        first.close();

        // every place of the small file; of the large one, where each place means unpacking, one in 97
        for (int given = 0; given <= all.size(); given += all.size() > 100 ? 97 : 1) {
            LossFileReader second = opened(file, stored(checkpoints.get(given)));
            for (int i = given; i < Math.min(all.size(), given + 40); i++) {
                assertEquals(all.get(i), step(second));
            }
            if (given + 40 >= all.size()) {
                assertEquals(null, step(second));
            }
            second.close();
        }
    }

    @Test
    void tellsHowFarItHasCome() throws Exception {
        LossFileReader reader = opened("wildlife-strikes.csv", null);
        assertEquals(0, reader.fractionRead());
        for (int i = 0; i < 5_000; i++) {
            reader.readItem();
        }
        assertEquals(0.5, reader.fractionRead(), 0.05);
        for (int i = 0; i < 5_000; i++) {
            reader.readItem();
        }
        assertEquals(1, reader.fractionRead(), 0.001);
        reader.close();
    }

    @Test
    void readsAFileOfTheServerWithItsColumnsInAnyOrder() throws Exception {
        Path file = Files.writeString(
                folder.resolve("losses.csv"),
                "Extra,Cost Total $,Flight Date,Airport Name,Aircraft Make Model,Aircraft Airline Operator,"
                        + "Effect Amount of damage,Wildlife Species\nx,12.5,2001-01-01,A,B,C,D,E\n");

        LossEvent loss = ImportedFile.of(file.toString()).losses().get(0);

        assertEquals(new BigDecimal("12.5"), loss.amount());
        assertEquals(
                "A B C D E",
                String.join(" ", loss.airport(), loss.aircraft(), loss.operator(), loss.damage(), loss.species()));
    }

    @Test
    void namesMissingColumnsAndTheirNearest() throws IOException {
        Path file = Files.writeString(
                folder.resolve("losses.csv"),
                HEADER.replace("Flight Date", "flight_date").replace("Cost Total $", "Cost"));

        assertEquals(
                file
                        + " lacks the column 'Flight Date' (it has 'flight_date'), the column 'Cost Total $' (it has 'Cost')"
                        + " in its header on line 1; expected a file such as wildlife-strikes.csv",
                refusal(file.toString()));
    }

    @Test
    void showsNothingElseOfAFileThatHoldsNoLosses() throws IOException {
        Path file = Files.writeString(folder.resolve("passwords.csv"), "root:secret,x");

        assertTrue(!refusal(file.toString()).contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "losses.csv",
                "../losses.csv",
                "capital/losses.csv",
                "LossEvent.class",
                "/no/losses.csv",
                "/",
                "\0"
            })
    void refusesWhatIsNoFileByParameterValueAndExpectation(String file) {
        String message = refusal(file);

        assertTrue(message.startsWith("parameter file is " + Quoted.text(file) + ": "), message);
        assertTrue(
                message.endsWith(
                        "expected wildlife-strikes.csv, hostile-strikes.csv or the absolute path of a CSV file"),
                message);
    }

    @Test
    void closesQuietlyWhenOpenFailed() throws IOException {
        LossFileReader reader = new LossFileReader("no-such.csv");
        assertThrows(IllegalArgumentException.class, () -> reader.open(null));
        reader.close();
    }

    private static String refusal(String file) {
        return assertThrows(IllegalArgumentException.class, () -> opened(file, null))
                .getMessage();
    }

    private static LossFileReader opened(String file, Serializable checkpoint) throws IOException {
        LossFileReader reader = new LossFileReader(file);
        reader.open(checkpoint);
        return reader;
    }

    /** As the checkpoint comes back from the repository. */
    private static Serializable stored(Serializable checkpoint) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(checkpoint);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Serializable) in.readObject();
        }
    }

    private static String step(LossFileReader reader) throws IOException {
        try {
            StrikeReport report = reader.readItem();
            return report == null ? null : report.line() + " " + report.row().text();
        } catch (InvalidItemException e) {
            return e.position() + " " + e.reason();
        }
    }
}
