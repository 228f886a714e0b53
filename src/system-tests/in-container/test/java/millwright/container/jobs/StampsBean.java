package millwright.container.jobs;

import jakarta.ejb.Stateless;
import millwright.method.BackgroundJob;

/** An EJB behind its local interface. */
@Stateless
public class StampsBean implements Stamps {

    @Override
    @BackgroundJob(name = "stamp")
    public int price(int weight) {
        return 2 * weight;
    }
}
