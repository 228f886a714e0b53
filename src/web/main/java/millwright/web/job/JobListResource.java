package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.OptionalLong;
import millwright.access.Permission;
import millwright.batch.BatchJobs;
import millwright.job.Violation;
import millwright.search.JobSearch;
import millwright.search.RangeTooLargeException;
import millwright.search.SearchPage;
import millwright.search.SearchQuery;
import millwright.web.json.JsonDocument;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;
import millwright.web.security.CallerContext;
import millwright.web.security.Needs;
import millwright.web.security.OwnApplication;

/** {@code GET /jobs}; what is done with one job, or with new ones, is in {@link JobsResource}. */
@Path("{jobs: jobs}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@OwnApplication
public class JobListResource {

    @Inject
    JobSearch search;

    @Inject
    BatchJobs batchJobs;

    @Needs(Permission.READ)
    @GET
    public byte[] list(@Context UriInfo uri, @Context SecurityContext security) {
        SearchRequest request = SearchRequest.read(uri.getQueryParameters(), CallerContext.visibility(security));
        try {
            SearchPage page = search.find(request.query());
            OptionalLong count = request.count() ? OptionalLong.of(count(request.query(), page)) : OptionalLong.empty();
            return JsonDocument.bytes(JobPage.document(page, batchJobs, request.token(), count));
        } catch (RangeTooLargeException e) {
            throw new ProblemException(ProblemCode.INVALID_QUERY, List.of(new Violation("/sort", e.getMessage())));
        }
    }

    /** Those of an only page are as many as there are. */
    private long count(SearchQuery query, SearchPage page) {
        boolean isAll = query.after().isEmpty() && page.next().isEmpty();
        return isAll ? page.jobs().size() : Math.max(page.jobs().size(), search.estimate(query));
    }
}
