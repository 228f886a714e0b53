package millwright.system;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes a valid loss file of any length, one record in fifty with a cost. */
final class LargeLossFile {

    private static final String HEADER = "Airport Name,Aircraft Make Model,Effect Amount of damage,Flight Date,"
            + "Aircraft Airline Operator,Origin State,Phase of flight,Wildlife Size,Wildlife Species,Time of day,"
            + "Cost Other,Cost Repair,Cost Total $,Speed IAS in knots\n";

    private LargeLossFile() {}

    static Path write(Path file, int records) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            for (int i = 0; i < records; i++) {
                int cost = i % 50 == 0 ? 1_000 + i % 977 : 0;
                out.write(String.format(
                        Locale.ROOT,
                        "BOSTON LOGAN INTL,B-737-300,None,%d-%02d-%02d,UNITED AIRLINES,Massachusetts,Approach,Medium,Gulls,Day,0,%d,%d,140%n",
                        1992 + i % 10,
                        1 + i % 12,
                        1 + i % 28,
                        cost,
                        cost));
            }
        }
        return file;
    }
}
