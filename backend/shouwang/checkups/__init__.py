"""健康体检: the yearly checkup from 65 on, section by section, and the contract with a family doctor."""
