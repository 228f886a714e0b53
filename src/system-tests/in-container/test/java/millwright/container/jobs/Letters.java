package millwright.container.jobs;

import jakarta.ejb.Stateless;
import millwright.method.BackgroundJob;

/** An EJB without an interface. */
@Stateless
public class Letters {

    @BackgroundJob(name = "letter")
    public String write(String to) {
        return "Dear " + to;
    }
}
