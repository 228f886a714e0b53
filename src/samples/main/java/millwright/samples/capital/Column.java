package millwright.samples.capital;

/** The columns of a loss file that the job uses; a file may have others, and any order. */
enum Column {
    AIRPORT("Airport Name"),
    AIRCRAFT("Aircraft Make Model"),
    DAMAGE("Effect Amount of damage"),
    DATE("Flight Date"),
    OPERATOR("Aircraft Airline Operator"),
    SPECIES("Wildlife Species"),
    COST("Cost Total $");

    private final String title;

    Column(String title) {
        this.title = title;
    }

    /** As in the header line. */
    String title() {
        return title;
    }
}
