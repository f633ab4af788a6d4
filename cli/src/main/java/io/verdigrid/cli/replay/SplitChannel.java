package io.verdigrid.cli.replay;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;

/** Calls of one method go to the grid, all others stay here. Thread-safe. */
final class SplitChannel extends Channel {
    private final MethodDescriptor<?, ?> ofGrid;
    private final Channel grid;
    private final Channel here;

    SplitChannel(MethodDescriptor<?, ?> ofGrid, Channel grid, Channel here) {
        this.ofGrid = ofGrid;
        this.grid = grid;
        this.here = here;
    }

    @Override
    public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
        boolean goes = method.getFullMethodName().equals(ofGrid.getFullMethodName());
        return (goes ? grid : here).newCall(method, options);
    }

    @Override
    public String authority() {
        return here.authority();
    }
}
