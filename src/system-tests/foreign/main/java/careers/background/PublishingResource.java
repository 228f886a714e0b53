package careers.background;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.JobExecution;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import millwright.batch.Millwright;

/** Adds openings to be published, also in a transaction that comes to nothing. */
@Path("publishing")
@Produces(MediaType.TEXT_PLAIN)
@RequestScoped
public class PublishingResource {

    @Inject
    private Publishing publishing;

    @Inject
    private Starting starting;

    @Inject
    @Millwright
    private JobOperator operator;

    @Inject
    private UserTransaction transaction;

    @POST
    public String add(String title) {
        return publishing.add(title).toString();
    }

    /** The id the job would have had. */
    @POST
    @Path("rolled-back")
    public String addAndRollBack(String title) throws Exception {
        transaction.begin();
        try {
            UUID job = publishing.add(title);
            return job.toString();
        } finally {
            transaction.rollback();
        }
    }

    @POST
    @Path("executions")
    public String start(String title) {
        return "" + starting.start(title);
    }

    @POST
    @Path("executions/rolled-back")
    public String startAndRollBack(String title) throws Exception {
        transaction.begin();
        try {
            return "" + starting.start(title);
        } finally {
            transaction.rollback();
        }
    }

    @GET
    @Path("executions/{id}")
    public String status(@PathParam("id") long id) {
        try {
            JobExecution execution = operator.getJobExecution(id);
            return execution.getJobName() + " " + execution.getBatchStatus();
        } catch (NoSuchJobExecutionException e) {
            return "none";
        }
    }
}
