package millwright.web.job;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import millwright.batch.BatchProgress;
import millwright.job.Job;
import millwright.job.Visibility;
import millwright.web.json.JsonDocument;

/**
 * A job as one caller sees it at one moment.
 *
 * @param tag its entity tag for that caller
 * @param watched its tag for {@link JobWatch}, which is the same for all callers
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record JobView(byte[] document, String tag, String watched) {

    static JobView of(Job job, JobDocuments documents, Visibility sight) {
        BatchProgress progress = documents.progress(job);
        byte[] document = JsonDocument.bytes(documents.whole(job, progress, sight));
        return new JobView(document, EntityTag.of(document), JobWatch.tag(job, progress));
    }

    /** @param applied the preference that was followed, or null */
    Response whole(String applied) {
        return headed(Response.ok(document), applied);
    }

    /** That it is as it was. */
    Response unchanged(String applied) {
        return headed(Response.notModified(), applied);
    }

    private Response headed(Response.ResponseBuilder response, String applied) {
        response.header(HttpHeaders.ETAG, tag);
        if (applied != null) {
            response.header(Preferences.APPLIED, applied);
        }
        return response.build();
    }
}
