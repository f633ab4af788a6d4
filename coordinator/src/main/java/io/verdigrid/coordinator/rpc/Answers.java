package io.verdigrid.coordinator.rpc;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** Answers calls of one answer away from the threads of the network. Thread-safe. */
final class Answers {
    private final Executor executor;

    /**
     * Answers.
     *
     * @param executor for what reads the disk
     */
    Answers(Executor executor) {
        this.executor = executor;
    }

    /** Answers with what the task returns, or throws. */
    <T> void give(StreamObserver<T> to, Callable<T> task) {
        try {
            executor.execute(() -> answer(to, task));
        } catch (RejectedExecutionException stopping) {
            to.onError(Failures.of(stopping));
        }
    }

    /** Answers, when the stage completes, with what the function makes of its value. */
    <S, T> void give(StreamObserver<T> to, CompletionStage<S> stage, Function<S, T> answer) {
        stage.whenComplete((value, failure) -> {
            if (failure != null) {
                to.onError(Failures.of(failure));
            } else {
                give(to, () -> answer.apply(value));
            }
        });
    }

    /** Answers with what the function makes of the value of a stage, to begin which reads the disk. */
    <S, T> void after(StreamObserver<T> to, Callable<CompletionStage<S>> begin, Function<S, T> answer) {
        try {
            executor.execute(() -> {
                CompletionStage<S> stage;
                try {
                    stage = begin.call();
                } catch (Exception e) {
                    to.onError(Failures.of(e));
                    return;
                }
                give(to, stage, answer);
            });
        } catch (RejectedExecutionException stopping) {
            to.onError(Failures.of(stopping));
        }
    }

    private static <T> void answer(StreamObserver<T> to, Callable<T> task) {
        T value;
        try {
            value = task.call();
        } catch (Exception e) {
            to.onError(Failures.of(e));
            return;
        }
        to.onNext(value);
        to.onCompleted();
    }
}
