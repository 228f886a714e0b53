package millwright.search;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import millwright.job.Job;
import millwright.job.SecretParameters;

/**
 * A search whose jobs show no parameter that their definition declares secret, and are not found by one either: who
 * guesses a secret does not learn from an answer that the guess was right.
 */
public final class MaskedJobSearch implements JobSearch {

    private final JobSearch search;
    private final SecretParameters secrets;

    public MaskedJobSearch(JobSearch search, SecretParameters secrets) {
        this.search = search;
        this.secrets = secrets;
    }

    @Override
    public SearchPage find(SearchQuery query) {
        SearchPage page = search.find(query);
        List<Job> jobs = secrets.masked(page.jobs()).stream()
                .filter(job -> query.filter().parameters().stream().noneMatch(asked -> isMasked(job, asked)))
                .toList();
        return new SearchPage(jobs, page.next(), page.scannedUntil(), page.since());
    }

    @Override
    public long estimate(SearchQuery query) {
        return search.estimate(query);
    }

    private static boolean isMasked(Job job, FieldValue asked) {
        JsonValue value = job.parameters();
        for (String name : asked.name().split("\\.", -1)) {
            value = value instanceof JsonObject object ? object.get(name) : null;
        }
        return value instanceof JsonString text && text.getString().equals(SecretParameters.MASK);
    }
}
