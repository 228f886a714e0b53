package millwright.container.jobs;

import jakarta.ejb.Local;

/** What an EJB shows of itself. */
@Local
public interface Stamps {

    int price(int weight);
}
