"""Networks in onnxruntime: one thread each, one pool of memory for all."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def _shared_memory() -> None:
    """One pool of memory for all networks, which grows by what is asked for instead of doubling."""
    import onnxruntime

    pool = onnxruntime.OrtMemoryInfo(
        "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
    )
    growing = onnxruntime.OrtArenaCfg({"arena_extend_strategy": 1})
    onnxruntime.create_and_register_allocator(pool, growing)


def session(model: bytes | str) -> Any:
    """A network, ready to run on one thread. `model`: its bytes, or the path to them, which takes less memory while it is read."""
    import onnxruntime

    _shared_memory()
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
