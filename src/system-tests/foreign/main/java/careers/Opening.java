package careers;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A position somebody may apply for. */
@Entity
@Table(schema = "careers")
public class Opening {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private String title;

    @Column(name = "published_by")
    private String publishedBy;

    protected Opening() {}

    public Opening(String title) {
        this.title = title;
    }

    public long id() {
        return id;
    }

    public String title() {
        return title;
    }

    public void publish(String by) {
        publishedBy = by;
    }
}
