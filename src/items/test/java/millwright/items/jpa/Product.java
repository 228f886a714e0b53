package millwright.items.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The entity of these tests. */
@Entity
@Table(name = "product")
public class Product {

    @Id
    private long id;

    private String name;

    protected Product() {}

    Product(long id, String name) {
        this.id = id;
        this.name = name;
    }

    @Override
    public String toString() {
        return id + " " + name;
    }
}
