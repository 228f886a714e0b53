package millwright.batch;

/** No CDI bean. */
public class PlainTypedBatchlet extends TypedProperties {}
