package guest.broken;

/** The class file of this is taken away. */
public class Missing {}
