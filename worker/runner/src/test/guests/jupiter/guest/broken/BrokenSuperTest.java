package guest.broken;

class BrokenSuperTest extends Missing {}
