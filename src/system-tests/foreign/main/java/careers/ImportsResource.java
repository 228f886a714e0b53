package careers;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.JobExecution;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Properties;

/** Imports, run by the container's own batch runtime. */
@Path("imports")
@Produces(MediaType.TEXT_PLAIN)
@RequestScoped
public class ImportsResource {

    @Inject
    private JobOperator operator;

    @POST
    public String start(String titles) {
        Properties parameters = new Properties();
        parameters.setProperty("titles", titles);
        parameters.setProperty("source", "REST");
        return "" + operator.start("import-openings", parameters);
    }

    @GET
    @Path("{id}")
    public String status(@PathParam("id") long id) {
        JobExecution execution = operator.getJobExecution(id);
        return execution.getBatchStatus() + " " + execution.getExitStatus();
    }

    /** Which runtime's operators these are. */
    @GET
    @Path("operators")
    public String operators() {
        return operator.getClass().getName() + " "
                + BatchRuntime.getJobOperator().getClass().getName();
    }
}
