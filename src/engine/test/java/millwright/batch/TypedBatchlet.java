package millwright.batch;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;

/** A CDI bean. */
@Named
@Dependent
public class TypedBatchlet extends TypedProperties {}
