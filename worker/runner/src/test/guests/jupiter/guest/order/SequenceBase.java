package guest.order;

@Sequence
abstract class SequenceBase {}
