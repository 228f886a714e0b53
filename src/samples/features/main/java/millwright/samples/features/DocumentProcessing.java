package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import millwright.job.JobContext;
import millwright.method.RunAsJob;

/**
 * Document processing, called as a method and tracked as a job: the caller waits for it and gets its result,
 * operators see its progress, what it could not read, and how it ended.
 */
@ApplicationScoped
public class DocumentProcessing {

    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");
    private static final Pattern AMOUNT = Pattern.compile("\\b(?:EUR|USD) [\\d,]+\\.\\d{2}\\b");

    /** What a text says that somebody may look for. */
    public record Facts(String document, int words, List<String> dates, List<String> amounts) {}

    @Inject
    private JobContext job;

    /** Of each text file in {@code folder}, by name; one that is no UTF-8 is counted and left out. */
    @RunAsJob("process-documents")
    public List<Facts> process(String folder) throws IOException {
        List<Path> documents;
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            documents = files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
        List<Facts> facts = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            Path document = documents.get(i);
            try {
                facts.add(factsOf(document));
                job.recordsProcessed(1);
            } catch (MalformedInputException e) {
                job.recordsFailed(1);
                job.log(Level.WARNING, document.getFileName() + " is no text in UTF-8");
            }
            job.progress((i + 1.0) / documents.size(), document.getFileName().toString());
        }
        return facts;
    }

    private static Facts factsOf(Path document) throws IOException {
        String text = Files.readString(document);
        int words = text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
        return new Facts(document.getFileName().toString(), words, all(DATE, text), all(AMOUNT, text));
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }
}
