package millwright.search;

import millwright.job.SecretParameters;

/** A search whose jobs show no parameter that their definition declares secret. */
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
        return new SearchPage(secrets.masked(page.jobs()), page.next(), page.scannedUntil(), page.since());
    }

    @Override
    public long estimate(SearchQuery query) {
        return search.estimate(query);
    }
}
