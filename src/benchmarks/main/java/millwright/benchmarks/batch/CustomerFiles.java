package millwright.benchmarks.batch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import millwright.benchmarks.jobs.Customer;
import millwright.benchmarks.jobs.CustomerLine;

/** The rows to be loaded: the same bytes on every run, in one file or cut into several. */
record CustomerFiles(Path folder, int rows) {

    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
    private static final int DAYS = 2_000;
    private static final long SEED = 42;

    /** The files of all rows, written where they are missing. */
    List<Path> in(int parts) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            files.add(folder.resolve("customers-" + rows + "-" + parts + "-" + part + ".csv"));
        }
        if (!files.stream().allMatch(Files::exists)) {
            write(files);
        }
        return files;
    }

    /** What all amounts come to once they are in the table. */
    static BigDecimal sum(List<Path> files) throws IOException {
        BigDecimal sum = BigDecimal.ZERO;
        for (Path file : files) {
            try (Stream<String> lines = Files.lines(file)) {
                sum = sum.add(
                        lines.map(line -> Customer.of(CustomerLine.parse(line)).amount())
                                .reduce(BigDecimal.ZERO, BigDecimal::add));
            }
        }
        return sum;
    }

    private void write(List<Path> files) throws IOException {
        Random random = new Random(SEED);
        List<String> countries = Customer.COUNTRIES.stream().sorted().toList();
        int perFile = (rows + files.size() - 1) / files.size();
        List<BufferedWriter> writers = files.stream().map(CustomerFiles::open).toList();
        StringBuilder line = new StringBuilder();
        for (int id = 1; id <= rows; id++) {
            line.setLength(0);
            line.append(id).append(',');
            word(line, random, 6 + random.nextInt(10));
            line.append(' ');
            word(line, random, 4 + random.nextInt(8));
            line.append(',').append(random.nextInt(100_000)).append('.');
            line.append(random.nextInt(10)).append(random.nextInt(10)).append(',');
            line.append(FIRST_DAY.plusDays(random.nextInt(DAYS))).append(',');
            line.append(countries.get(random.nextInt(countries.size()))).append(',');
            line.append("AIPC".charAt(random.nextInt(4))).append('\n');
            writers.get((id - 1) / perFile).write(line.toString());
        }
        for (BufferedWriter writer : writers) {
            writer.close();
        }
    }

    private static BufferedWriter open(Path file) {
        try {
            return Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void word(StringBuilder line, Random random, int letters) {
        for (int i = 0; i < letters; i++) {
            line.append((char) ('a' + random.nextInt(26)));
        }
    }
}
